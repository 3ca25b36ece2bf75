import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var ascending=values=>values.toSorted((one,other)=>one-other);function median(values){let sorted=ascending(values),lower=sorted[sorted.length-1>>1],upper=sorted[sorted.length>>1];return lower===void 0||upper===void 0?null:(lower+upper)/2}function quantile(values,share){let rank=Math.max(1,Math.ceil(share*values.length));return ascending(values)[rank-1]??Number.NaN}export{median,quantile};
