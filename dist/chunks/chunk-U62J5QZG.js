import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{FIGURES,parseFigure}from"./chunk-4UBWYZTY.js";function readFigure({target},name,standard=FIGURES[name].standard){let text=target.settings[name];return text===void 0?standard:parseFigure(name,text)}function recordSlowest(t,name,exchanges){t.record(name,Math.max(...exchanges.map(({durationMs})=>durationMs)))}function scaleLimit({target},ms){return ms*target.environment.limits.latencyScale}export{readFigure,recordSlowest,scaleLimit};
