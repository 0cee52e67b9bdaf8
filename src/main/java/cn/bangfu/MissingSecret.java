package cn.bangfu;

/** The application does not start without this secret. */
class MissingSecret extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param names environment variables, as an administrator sets them */
    MissingSecret(String names) {
        super("缺少密钥或口令：" + names);
    }
}
