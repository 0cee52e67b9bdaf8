package cn.bangfu.process.gateway.form;

/** A form that this server can't check: it must not be released. */
public final class IllegalForm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param where key or id of the component */
    IllegalForm(String where, String reason) {
        super(where + ": " + reason);
    }
}
