package cn.bangfu.access.web;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.PageWords;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.model.IText;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.text.AbstractTextProcessor;
import org.thymeleaf.processor.text.ITextStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Templates are written in neutral words; what they say reaches the reader in those of the county. Only a template's own text is
 * changed, before expressions in it are evaluated: what people have written stays as they wrote it.
 */
@Component
class TemplateWords extends AbstractProcessorDialect {

    /** Before the engine's own inlining of expressions. */
    private static final int PRECEDENCE = 500;

    private final PageWords words;

    TemplateWords(PageWords words) {
        super("Words of the county", "words", PRECEDENCE);
        this.words = words;
    }

    @Override
    public Set<IProcessor> getProcessors(String dialectPrefix) {
        return Set.of(new OwnText(words));
    }

    private static final class OwnText extends AbstractTextProcessor {

        private final PageWords words;

        OwnText(PageWords words) {
            super(TemplateMode.HTML, PRECEDENCE);
            this.words = words;
        }

        @Override
        protected void doProcess(ITemplateContext context, IText text, ITextStructureHandler structure) {
            var neutral = text.getText();
            if (CountyWords.speaksOf(neutral)) {
                structure.setText(words.say(neutral));
            }
        }
    }
}
