import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var ESC="(?:\\u001B|#x1[bB])",BELL="(?:\\u0007|#x07)",SEQUENCE=new RegExp([`${ESC}\\[(?:[345]8:2::|:(?!:)|[0-9;<=>?]){0,64}[ -/]{0,4}[@-~]`,`${ESC}[\\]PX^_](?:(?!#x1[bB]|#x07)[^\\u0007\\u001B]){0,4096}(?:${BELL}|${ESC}\\\\)`,`${ESC}[()][0-2AB]`,"\\u001B[78=>]"].join("|"),"g");function stripAnsi(text){return text.includes("\x1B")||text.includes("#x1")?text.replaceAll(SEQUENCE,""):text}export{stripAnsi};
