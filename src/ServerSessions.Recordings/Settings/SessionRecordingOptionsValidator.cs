using Microsoft.Extensions.Options;

namespace ServerSessions.Recordings.Settings;

/// <summary>Checks the settings of recordings at the start.</summary>
internal sealed class SessionRecordingOptionsValidator : IValidateOptions<SessionRecordingOptions>
{
    private const int MinBytes = 65_536;

    public ValidateOptionsResult Validate(string? name, SessionRecordingOptions options)
    {
        List<string> faults =
        [
            .. Outside(nameof(options.SampleRate), options.SampleRate, 0, 1),
            .. Outside(nameof(options.MaxDuration), options.MaxDuration, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30)),
            .. Outside(nameof(options.MaxBytesPerMinute), options.MaxBytesPerMinute, MinBytes, SessionRecordingOptions.MaxBytes),
            .. Outside(nameof(options.MaxBytesPerSession), options.MaxBytesPerSession, MinBytes, SessionRecordingOptions.MaxBytes),
            .. Outside(nameof(options.Quota), options.Quota, MinBytes, long.MaxValue),
            .. Outside(nameof(options.Retention), options.Retention, TimeSpan.FromHours(1), TimeSpan.FromDays(90)),
        ];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Outside<T>(string setting, T value, T from, T to) where T : IComparable<T> =>
        value.CompareTo(from) >= 0 && value.CompareTo(to) <= 0 ? [] : [$"{nameof(SessionRecordingOptions)}.{setting} is {value}; expected {from} to {to}."];
}
