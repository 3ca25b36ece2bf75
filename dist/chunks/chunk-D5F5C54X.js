import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var BARE=/^[\w@%+:,./-]+$/;function quoteWord(word){return`'${word.replaceAll("'",String.raw`'\''`)}'`}function quoteWords(words,bare=BARE){return words.map(word=>bare.test(word)?word:quoteWord(word)).join(" ")}var WORD=/(?:"[^"]*"|'[^']*'|[^\s"'])+/g;function splitWords(text){return text.replaceAll(WORD,"").trim()!==""?null:(text.match(WORD)??[]).map(word=>word.replaceAll(/"([^"]*)"|'([^']*)'/g,"$1$2"))}export{quoteWord,quoteWords,splitWords};
