# What a good logistic regression makes of the columns of marketing-file.ts that are known before; gives the golden number of fitting.test.ts:
#   node test/scoring/marketing-file.ts > leads.csv && Rscript test/scoring/marketing.R leads.csv
d <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = FALSE, check.names = FALSE, na.strings = c("", "Select"))
past <- 1:2100
after <- "^(Tags|Lead (Quality|Profile)|Last .*Activity|Asymmetrique .*|Prospect ID|Lead Number|Converted)$"
x <- list()
for (name in grep(after, names(d), value = TRUE, invert = TRUE)) {
  v <- d[[name]]
  if (is.numeric(v)) {
    if (anyNA(v)) x[[paste(name, "gap")]] <- as.numeric(is.na(v))
    ends <- quantile(v[past], c(0.01, 0.99), na.rm = TRUE)
    v <- pmin(pmax(v, ends[1]), ends[2])
    v[is.na(v)] <- mean(v[past], na.rm = TRUE)
    x[[name]] <- v
  } else {
    v[is.na(v)] <- "(none)"
    often <- names(which(table(v[past]) >= 10))
    v[!(v %in% often)] <- "(rest)"
    if (length(unique(v[past])) > 1) x[[name]] <- factor(v)
  }
}
names(x) <- make.names(names(x))
x <- as.data.frame(x)
fit <- glm(d$Converted[past] ~ ., family = binomial, data = x[past, ])
said <- suppressWarnings(predict(fit, x[-past, ], type = "response"))
came <- d$Converted[-past]
area <- (sum(rank(said)[came == 1]) - sum(came) * (sum(came) + 1) / 2) / (sum(came) * sum(1 - came))
cat(sprintf("area %.6f brier %.6f\n", area, mean((said - came)^2)))
