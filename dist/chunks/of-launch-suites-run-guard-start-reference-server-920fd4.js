import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{createHash}from"node:crypto";function slugOf(name){let plain=name.replaceAll(/[^A-Za-z0-9]+/g,"-").replaceAll(/^-|-$/g,"").slice(-40),digest=createHash("sha256").update(name).digest("hex").slice(0,8);return plain===""?digest:`${plain}-${digest}`}export{slugOf};
