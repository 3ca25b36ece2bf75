import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function nounFor(count,singular,plural=`${singular}s`){return count===1?singular:plural}function countOf(count,singular,plural){return`${count} ${nounFor(count,singular,plural)}`}function joinWords(words,most=words.length,write=String){let rest=words.length-most,all=rest>0?[...words.slice(0,most),`${write(rest)} more`]:words;return all.length<2?`${all[0]??""}`:`${all.slice(0,-1).join(", ")} and ${all.at(-1)}`}export{nounFor,countOf,joinWords};
