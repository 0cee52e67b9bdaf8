// Placeholder until the first script is written; replaced by the bundler run.
