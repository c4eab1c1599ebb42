using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>Checks that a formatter returned JSON in UTF-8 below 20 kB.</summary>
internal static class WebhookBody
{
    public const int MaxBytes = 20_000;

    /// <exception cref="MalformedBodyException">The body is empty, too large or not JSON.</exception>
    public static byte[] Checked(byte[]? body, string format)
    {
        if (body is not { Length: > 0 })
            throw new MalformedBodyException($"The formatter \"{format}\" returned {(body is null ? "null" : "an empty body")}; JSON is expected.");
        if (body.Length > MaxBytes)
            throw new MalformedBodyException(string.Create(CultureInfo.InvariantCulture, $"The formatter \"{format}\" returned {body.Length} bytes; at most {MaxBytes} are sent."));
        if (!Utf8.IsValid(body) || !IsJson(body))
            throw new MalformedBodyException($"The formatter \"{format}\" returned a body that is not JSON in UTF-8.");
        return body;
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            JsonDocument.Parse(body).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
