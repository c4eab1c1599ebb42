namespace ServerSessions.Tests.Support;

/// <summary>Lines of access logs, ordinary but for what a test names.</summary>
internal static class LogLine
{
    public static string Combined(
        string time = "10:00:00", string path = "/", string ip = "192.0.2.1", string agent = "Firefox", string method = "GET", int status = 200,
        string zone = "+0000", string user = "-", string date = "17/May/2026") =>
        $"{Common(time, path, ip, method, status, zone, user, date)} \"-\" \"{agent}\"";

    public static string Common(
        string time = "10:00:00", string path = "/", string ip = "192.0.2.1", string method = "GET", int status = 200,
        string zone = "+0000", string user = "-", string date = "17/May/2026") =>
        $"{ip} - {user} [{date}:{time} {zone}] \"{method} {path} HTTP/1.1\" {status} 512";

    public static string WithRequest(string request) => $"192.0.2.1 - - [17/May/2026:10:00:00 +0000] \"{request}\" 200 512 \"-\" \"Firefox\"";

    /// <param name="time">Of the day.</param>
    /// <param name="path">The request's path.</param>
    /// <param name="ip">The address.</param>
    /// <param name="more">Further members, written as JSON with a comma before each.</param>
    public static string Json(string time = "10:00:00", string path = "/", string ip = "192.0.2.1", string more = "") =>
        $$"""{"time":"2026-05-17T{{time}}Z","ip":"{{ip}}","method":"GET","path":"{{path}}","status":200{{more}}}""";
}
