// Shows the problems of the register above the text of a page. `problems` is a list of locations and messages.
document.addEventListener("DOMContentLoaded", () => {
  if (!problems.length) return;
  const box = document.createElement("section");
  box.className = "ms-problems";
  box.setAttribute("role", "status");
  const title = document.createElement("p");
  title.textContent = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const list = document.createElement("ul");
  for (const [location, message] of problems) {
    const item = document.createElement("li");
    const where = document.createElement("code");
    where.textContent = location;
    item.append(where, " ", message);
    list.append(item);
  }
  box.append(title, list);
  (document.querySelector('[role="main"]') ?? document.body).prepend(box);
});
