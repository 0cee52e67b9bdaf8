package cn.bangfu.process.engine;

import org.springframework.stereotype.Component;

/** A bean whose methods diagrams may call. */
@Component
class TrialWords implements ModelFunctions {

    public String shout(String word) {
        return word + "!";
    }
}
