using Microsoft.Extensions.Options;

namespace ServerSessions.Hosting;

/// <summary>Checks every single option that has a range; generated from <see cref="Model.AllowedRangeAttribute"/>.</summary>
[OptionsValidator]
internal sealed partial class ProcessingRanges : IValidateOptions<SessionProcessingOptions>;
