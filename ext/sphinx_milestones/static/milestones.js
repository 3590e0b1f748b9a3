/* What the pages of a register can do beyond being read. Each page is complete without it. */
(() => {
  "use strict";
})();
