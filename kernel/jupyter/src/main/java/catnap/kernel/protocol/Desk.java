package catnap.kernel.protocol;

/// What every handler has at hand.
record Desk(
        IoLoop io,
        Post post,
        Statuses statuses,
        HeldText heldText,
        Questions questions,
        Reserve reserve,
        KernelLog log) {}
