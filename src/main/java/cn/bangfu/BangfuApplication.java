package cn.bangfu;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts 帮扶: with an embedded PostgreSQL and a demo county, or in profile {@code production} on an outside one. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BangfuApplication {

    public static void main(String[] args) {
        // The engine stores times without zone in the JVM's zone; all nodes have to agree on it.
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
        if (args.length > 0 && args[0].equals(VerifyCommand.NAME)) {
            System.exit(VerifyCommand.run(args));
        }
        SpringApplication.run(BangfuApplication.class, args);
    }
}
