using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServerSessions.Tests.Support.Pages;

[SessionEvent("page.order"), RequiresStep("shop.cart")]
public sealed class OrderModel : PageModel
{
    [BindProperty, Required]
    public string? Name { get; set; }

    [BindProperty, EmailAddress]
    public string? Email { get; set; }

    public void OnGet() { }

    public IActionResult OnPost() => ModelState.IsValid ? Redirect("/") : Page();
}
