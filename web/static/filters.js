// On a phone the filters are a sheet over the page.

export function closeLeftFilters() {
  document.addEventListener("focusin", ({ target }) => {
    const sheet = document.querySelector(".fehrest #fehrest-filters:popover-open");
    if (sheet && !sheet.contains(target) && !target.matches("[popovertarget]")) sheet.hidePopover();
  });
}
