/// JeroMQ's package, for what is repaired of it until JeroMQ does so itself (decision 138).
package zmq;
