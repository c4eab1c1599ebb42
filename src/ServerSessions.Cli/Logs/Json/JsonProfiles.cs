namespace ServerSessions.Cli.Logs.Json;

/// <summary>The writers of JSON lines whose names are known, from their published documentation.</summary>
internal static class JsonProfiles
{
    private static readonly string[] Clients = ["ClientIp", "ClientIP", "RemoteIpAddress", "RemoteIp", "RemoteIP", "IpAddress", "ClientAddress", "RemoteAddress"];

    public static IReadOnlyList<JsonProfile> All(FieldMap map) =>
    [
        new("the tool's own jsonl", map,
        [
            (LogField.Time, "time"), (LogField.Address, "ip"), (LogField.Method, "method"), (LogField.Target, "path"), (LogField.Status, "status"), (LogField.Bytes, "bytes"),
            (LogField.Milliseconds, "durationMs"), (LogField.Referrer, "referrer"), (LogField.Agent, "userAgent"), (LogField.User, "user"), (LogField.Account, "account"),
            (LogField.Session, "session"),
        ]) { IsStrict = map.Entries.Count == 0 },
        new("Caddy", map,
        [
            (LogField.Time, "ts"), (LogField.Address, "request.client_ip"), (LogField.Address, "request.remote_ip"), (LogField.Address, "request.remote_addr"),
            (LogField.Forwarded, "request.headers.X-Forwarded-For"), (LogField.Method, "request.method"), (LogField.Target, "request.uri"), (LogField.Status, "status"),
            (LogField.Bytes, "size"), (LogField.Seconds, "duration"), (LogField.Agent, "request.headers.User-Agent"), (LogField.Referrer, "request.headers.Referer"),
            (LogField.User, "user_id"),
        ]),
        new("Traefik", map,
        [
            (LogField.Time, "StartUTC"), (LogField.Time, "time"), (LogField.Address, "ClientHost"), (LogField.Address, "ClientAddr"), (LogField.Forwarded, "request_X-Forwarded-For"),
            (LogField.Method, "RequestMethod"), (LogField.Target, "RequestPath"), (LogField.Status, "DownstreamStatus"), (LogField.Status, "OriginStatus"),
            (LogField.Bytes, "DownstreamContentSize"), (LogField.Nanoseconds, "Duration"), (LogField.Agent, "request_User-Agent"), (LogField.Referrer, "request_Referer"),
            (LogField.User, "ClientUsername"),
        ]),
        new("nginx", map,
        [
            (LogField.Time, "time_iso8601"), (LogField.Time, "msec"), (LogField.Time, "time_local"), (LogField.Time, "@timestamp"), (LogField.Time, "timestamp"), (LogField.Time, "time"),
            (LogField.Address, "remote_addr"), (LogField.Forwarded, "http_x_forwarded_for"), (LogField.Method, "request_method"), (LogField.Target, "request_uri"),
            (LogField.Target, "uri"), (LogField.Query, "args"), (LogField.Query, "query_string"), (LogField.RequestLine, "request"), (LogField.Status, "status"),
            (LogField.Bytes, "body_bytes_sent"), (LogField.Bytes, "bytes_sent"), (LogField.Seconds, "request_time"), (LogField.Referrer, "http_referrer"),
            (LogField.Referrer, "http_referer"), (LogField.Agent, "http_user_agent"), (LogField.User, "remote_user"),
        ]),
        new("Cloudflare Logpush", map,
        [
            (LogField.Time, "EdgeStartTimestamp"), (LogField.Address, "ClientIP"), (LogField.Method, "ClientRequestMethod"), (LogField.Target, "ClientRequestURI"),
            (LogField.Target, "ClientRequestPath"), (LogField.Status, "EdgeResponseStatus"), (LogField.Bytes, "EdgeResponseBytes"), (LogField.Milliseconds, "EdgeTimeToFirstByteMs"),
            (LogField.Referrer, "ClientRequestReferer"), (LogField.Agent, "ClientRequestUserAgent"),
        ]),
        new("Serilog compact", map, [(LogField.Time, "@t"), .. Serilog("")]),
        new("Serilog JSON", map, [(LogField.Time, "Timestamp"), .. Serilog("Properties.")]),
        new("ASP.NET Core JSON console", map,
        [
            (LogField.Time, "Timestamp"), .. Clients.SelectMany(name => ((LogField, string)[])[(LogField.Address, $"State.{name}"), (LogField.Address, $"Scopes.{name}")]),
            (LogField.Forwarded, "State.X-Forwarded-For"), (LogField.Method, "State.Method"),
            (LogField.Target, "State.Path"), (LogField.Query, "State.QueryString"), (LogField.Status, "State.StatusCode"), (LogField.Milliseconds, "State.Duration"),
            (LogField.Milliseconds, "State.ElapsedMilliseconds"), (LogField.Agent, "State.User-Agent"), (LogField.Referrer, "State.Referer"),
            (LogField.Connection, "State.ConnectionId"), (LogField.Connection, "Scopes.ConnectionId"), (LogField.ConnectionRequest, "State.RequestId"), (LogField.ConnectionRequest, "Scopes.RequestId"),
        ]),
    ];

    private static IEnumerable<(LogField Field, string Name)> Serilog(string before)
    {
        IEnumerable<(LogField Field, string Name)> fields =
        [
            .. Clients.Select(name => (LogField.Address, name)), (LogField.Forwarded, "XForwardedFor"), (LogField.Method, "RequestMethod"), (LogField.Target, "RequestPath"),
            (LogField.Query, "QueryString"), (LogField.Status, "StatusCode"), (LogField.Milliseconds, "Elapsed"), (LogField.Agent, "UserAgent"), (LogField.Agent, "ClientAgent"),
            (LogField.Referrer, "Referer"), (LogField.User, "UserName"), (LogField.Connection, "ConnectionId"), (LogField.ConnectionRequest, "RequestId"),
        ];
        return fields.Select(field => (field.Field, before + field.Name));
    }
}
