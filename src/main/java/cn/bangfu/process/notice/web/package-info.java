/** Pages on which the town posts many households at once and takes their posters down. */
@NullMarked
package cn.bangfu.process.notice.web;

import org.jspecify.annotations.NullMarked;
