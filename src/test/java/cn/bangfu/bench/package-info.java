/** Benchmarks that need the application's own classes. Each has a script in {@code bench/}; none of them runs with the tests. */
package cn.bangfu.bench;
