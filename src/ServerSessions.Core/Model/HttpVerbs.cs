namespace ServerSessions.Model;

internal static class HttpVerbs
{
    public static HttpVerb Parse(string method) => method switch
    {
        "GET" => HttpVerb.Get,
        "POST" => HttpVerb.Post,
        "HEAD" => HttpVerb.Head,
        "PUT" => HttpVerb.Put,
        "PATCH" => HttpVerb.Patch,
        "DELETE" => HttpVerb.Delete,
        "OPTIONS" => HttpVerb.Options,
        _ => HttpVerb.Other,
    };

    public static string Name(this HttpVerb verb) => verb switch
    {
        HttpVerb.Get => "GET",
        HttpVerb.Post => "POST",
        HttpVerb.Head => "HEAD",
        HttpVerb.Put => "PUT",
        HttpVerb.Patch => "PATCH",
        HttpVerb.Delete => "DELETE",
        HttpVerb.Options => "OPTIONS",
        _ => "_OTHER", // OpenTelemetry's name for a method outside the known ones
    };

    /// <summary>RFC 9110, 9.2.1: safe methods change nothing.</summary>
    public static bool IsSafe(this HttpVerb verb) => verb is HttpVerb.Get or HttpVerb.Head or HttpVerb.Options;
}
