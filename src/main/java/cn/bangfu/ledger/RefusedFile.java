package cn.bangfu.ledger;

import java.io.Serial;

/** Ends the reading from deep inside a parser; never leaves this package. */
final class RefusedFile extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RefusedFile(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
