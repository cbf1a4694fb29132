// Builds a page from its source, again whenever the source differs from what was built.
const fs = require("fs");

let built;

function build() {
  const title = fs.readFileSync("title.txt", "utf8").trim();
  if (title === built) return;
  fs.writeFileSync("index.html", `<h1>${title}</h1>\n`);
  built = title;
  console.log("built index.html");
}

build();
setInterval(build, 100);
