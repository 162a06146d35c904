# What a good logistic regression makes of the honest columns of lead-file.ts; gives the golden numbers of fitting.test.ts:
#   node test/scoring/lead-file.ts > leads.csv && Rscript test/scoring/leads.R leads.csv
d <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = FALSE, na.strings = "")
levels <- function(x) { x[is.na(x)] <- "(none)"; factor(x) }
for (name in c("Origin", "Source", "Occupation", "Country", "Specialization")) d[[name]] <- levels(d[[name]])
d$gap <- as.numeric(is.na(d$Visits))
past <- 1:2100
d$Visits[is.na(d$Visits)] <- mean(d$Visits[past], na.rm = TRUE)
fit <- glm(Converted ~ Origin + Source + Visits + gap + Time.Spent + Occupation + Country + Specialization,
  family = binomial, data = d[past, ])
said <- predict(fit, d[-past, ], type = "response")
came <- d$Converted[-past]
area <- (sum(rank(said)[came == 1]) - sum(came) * (sum(came) + 1) / 2) / (sum(came) * sum(1 - came))
cat(sprintf("area %.6f brier %.6f\n", area, mean((said - came)^2)))
