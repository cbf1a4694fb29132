// What strangers can make a program print
console.log('<script>document.title = "owned"</script><img src=x onerror="document.title=\'owned\'">');
console.log('\x1b]8;;javascript:alert(1)\x07a link\x1b]8;;\x07 and \x1b]0;a title\x07 behind it');
console.log('\x1b[2J\x1b[1;1Hcleared? \x1b[31mred\x1b[0m plain');
console.log('right to left: \u202egnp.exe, nothing: \u200b, null: \0, bell: \x07');
console.log('progress 10 %\rprogress 100 %');
for (let i = 1; i <= 300; i++) console.log(`line ${i}`);
setInterval(() => console.log(`tick ${Date.now()}`), 200);
