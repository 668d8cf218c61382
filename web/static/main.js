// Makes the pages instant. They are complete without this.

import { answerInstantly } from "./instant.js";
import { closeLeftFilters } from "./filters.js";
import { stepThroughMatches } from "./reading.js";
import { suggestWords } from "./suggest.js";

const box = document.querySelector(".fehrest .box");
if (box) {
  suggestWords(box);
  answerInstantly(box);
}
stepThroughMatches();
closeLeftFilters();
