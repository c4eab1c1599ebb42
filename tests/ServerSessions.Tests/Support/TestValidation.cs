using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Tests.Support;

/// <summary>The one place that adds validation: the generator behind it allows one call in an assembly.</summary>
internal static class TestValidation
{
    public static void Add(IServiceCollection services) => services.AddValidation();
}
