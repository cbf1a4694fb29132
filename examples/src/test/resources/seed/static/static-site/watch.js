// Builds a page from its source, again whenever the source changes.
const fs = require("fs");

function build() {
  fs.writeFileSync("index.html", `<h1>${fs.readFileSync("title.txt", "utf8").trim()}</h1>\n`);
  console.log("built index.html");
}

build();
fs.watchFile("title.txt", { interval: 100 }, build);
