using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using ServerSessions.Reports;

namespace ServerSessions.Hosting;

/// <summary>On a node that records nothing: checks that the reports are protected.</summary>
internal sealed class AdminStartupFilter(AdminAuthorizationCheck admin) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        admin.Check();
    };
}
