import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function disagreementProbability(rate,runs){return runs<2?0:Math.max(0,1-(1-rate)**runs-rate**runs)}function repetitionsFor95(probability){return Math.max(1,Math.ceil(Math.log(.05)/Math.log1p(-probability)))}function hiddenRate95(runs){return runs<1?1:1-.05**(1/runs)}export{disagreementProbability,repetitionsFor95,hiddenRate95};
