namespace ServerSessions;

/// <summary>Pages of this endpoint are not recorded: <c>&lt;session-recording /&gt;</c> renders nothing there.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableSessionRecordingAttribute : Attribute;
