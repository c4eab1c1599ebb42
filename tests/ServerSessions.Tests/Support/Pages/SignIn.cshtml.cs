using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServerSessions.Tests.Support.Pages;

/// <summary>A login as the pages of Identity have it: the account is a member of a bound property.</summary>
public sealed class SignInModel : PageModel
{
    [BindProperty]
    public TestLogin Input { get; set; } = new("", "");

    public void OnGet() { }

    /// <summary>Answers what the application took for the account.</summary>
    public IActionResult OnPost() => new ContentResult { StatusCode = 401, Content = Input.Email };
}
