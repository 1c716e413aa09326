package catnap.kernel.protocol;

import java.util.logging.Logger;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/// The publisher that hears who subscribes, which the base kernel's does not: subscribers are to be welcomed (JEP 65).
final class PublisherSocket extends JupyterSocket {
    PublisherSocket(ZMQ.Context context) {
        super(context, SocketType.XPUB, HMACGenerator.NO_AUTH_INSTANCE, Logger.getLogger("catnap.iopub"));
        setXpubVerbose(true); // or only the first reader of a topic would be heard
    }

    @Override
    public void bind(KernelConnectionProperties connection) {
        throw new UnsupportedOperationException("Sockets binds it");
    }
}
