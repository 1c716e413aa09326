package catnap.kernel.picture;

/// One chart of a picture with its heading; the heading is empty where there is only one.
record Panel(String heading, Chart chart) {}
