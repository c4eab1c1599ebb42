using Microsoft.Extensions.Options;

namespace ServerSessions.Recordings.Settings;

/// <summary>Checks every single option that has a range; generated from the attributes of the options.</summary>
[OptionsValidator]
internal sealed partial class RecordingRanges : IValidateOptions<SessionRecordingOptions>;
