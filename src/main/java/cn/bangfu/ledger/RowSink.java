package cn.bangfu.ledger;

/** Takes the rows of a file as they come, headings and titles among them. */
interface RowSink {

    void sheet(String name);

    /** A row that is not blank. The cells are the caller's and used again. */
    void row(int line, RowCells cells);

    void endOfSheet();

    /** In Chinese: something was left out. */
    void note(String note);
}
