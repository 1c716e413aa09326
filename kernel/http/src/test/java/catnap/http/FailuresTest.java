package catnap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/// The failures that loopback cannot show.
class FailuresTest {
    private static final Call CALL =
            Call.of("GET", Urls.parse("https://no-such-host.example/fact"), new RequestOptions());

    @Test
    void anUnknownHostIsNamed() {
        var error = new ConnectException();
        error.initCause(new ConnectException().initCause(new UnresolvedAddressException()));
        assertThat(Failures.translate(CALL, new CompletionException(error)))
                .isInstanceOf(ClientConnectorException.class)
                .hasMessage("GET https://no-such-host.example/fact: cannot find the host no-such-host.example,"
                        + " check its spelling and your network")
                .hasCause(error);
    }

    @Test
    void aConnectionThatTakesTooLongIsATimeout() {
        assertThat(Failures.translate(CALL, new HttpConnectTimeoutException("connect timed out")))
                .isInstanceOf(ServerTimeoutException.class)
                .hasMessage("GET https://no-such-host.example/fact: no connection to no-such-host.example within 30 s,"
                        + " check the URL and your network");
    }

    @Test
    void aCertificateThatNobodyTrustsIsSaid() {
        assertThat(Failures.translate(CALL, new SSLHandshakeException("unable to find valid certification path")))
                .isInstanceOf(ClientConnectorException.class)
                .hasMessage("GET https://no-such-host.example/fact: no secure connection to no-such-host.example"
                        + " (unable to find valid certification path)");
    }
}
