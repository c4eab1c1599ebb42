using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Tests.Support;

/// <summary>MVC and Razor Pages with the controllers and pages of the tests, and no others.</summary>
internal static class TestMvc
{
    public static void Add(IServiceCollection services)
    {
        services.AddControllersWithViews().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(typeof(TestMvc).Assembly));
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(TestMvc).Assembly));
        });
        services.AddRazorPages(o =>
        {
            o.RootDirectory = "/Support/Pages";
            o.Conventions.ConfigureFilter(new Microsoft.AspNetCore.Mvc.IgnoreAntiforgeryTokenAttribute());
        });
    }

    public static void Map(WebApplication app)
    {
        app.MapControllerRoute("areas", "{area:exists}/{controller=Home}/{action=Index}/{id?}");
        app.MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}");
        app.MapRazorPages();
    }
}
