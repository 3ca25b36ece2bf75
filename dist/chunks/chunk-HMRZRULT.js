import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{__commonJS,__require}from"./chunk-QMMRSE52.js";var require_node_http=__commonJS({"plain-http:node:http"(exports,module){module.exports=__require("node:http")}});export{require_node_http};
