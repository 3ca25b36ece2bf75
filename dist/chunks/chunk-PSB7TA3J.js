import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import assert from"node:assert/strict";async function pollDuring(t,work,poll){let{what,everyMs,deadlineMs,ask}=poll,answers=[],failures=[],isOver=!1,end=()=>{isOver=!0};work.then(end,end),await t.eventually(`${what} until the end`,async()=>{try{answers.push(await ask())}catch(error){failures.push(String(error))}return isOver},{deadlineMs,everyMs});let value=await work;return assert.deepEqual(failures,[],what),{value,answers}}export{pollDuring};
