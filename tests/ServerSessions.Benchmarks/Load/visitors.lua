-- Sends a browser's headers with the cookies of many visitors in turn.
-- wrk ... -s visitors.lua URL -- HEADERS_FILE COOKIES_FILE
-- Every request is made before the first is sent, so that a request costs wrk one look into a table.

local requests = {}
local turn = 0

local function lines(file)
   local all = {}
   for line in io.lines(file) do
      if line ~= "" then all[#all + 1] = line end
   end
   return all
end

local function fill(text, name, value)
   local from, to = text:find("{" .. name .. "}", 1, true)
   if not from then return text end
   return text:sub(1, from - 1) .. value .. text:sub(to + 1)
end

function init(args)
   local headers, cookies = lines(args[1]), lines(args[2])
   local host = wrk.host .. ":" .. wrk.port
   for i, cookie in ipairs(cookies) do
      local filled = { Host = host }
      for _, line in ipairs(headers) do
         local name, value = line:match("^([^:]+):%s*(.*)$")
         filled[name] = fill(fill(value, "cookie", cookie), "host", host)
      end
      requests[i] = wrk.format("GET", nil, filled)
   end
   turn = math.random(#requests)
end

function request()
   turn = turn % #requests + 1
   return requests[turn]
end

function done(summary, latency, _)
   local errors = summary.errors
   io.write(string.format("result %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
