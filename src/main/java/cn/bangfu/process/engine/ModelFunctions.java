package cn.bangfu.process.engine;

/**
 * Marks a bean whose public methods a diagram may call in an expression: {@code ${noticeTimes.legalEnd(execution)}}. Delegates and
 * listeners need no mark; a diagram may name them, but not call anything on them.
 */
public interface ModelFunctions {}
