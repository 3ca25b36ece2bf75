import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function readFigure({target},name,standard){let text=target.settings[name];if(text===void 0)return standard;let value=Number(text);if(text.trim()===""||!Number.isFinite(value)||value<0)throw new TypeError(`--set ${name}=${text}: not a number from 0 on`);return value}function scaleLimit({target},ms){return ms*target.environment.limits.latencyScale}export{readFigure,scaleLimit};
