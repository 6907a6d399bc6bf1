using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports;

/// <summary>The scheme of ASP.NET Core that <see cref="ApiKeyAuthentication"/> is.</summary>
internal sealed class ApiKeyScheme : IConfigureOptions<AuthenticationOptions>
{
    public const string Name = "Handler.A2A.ApiKey";

    /// <summary>A caller with a key; combined with a policy of the host's, one whom that one's schemes let in as well.</summary>
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder(Name).RequireAuthenticatedUser().Build();

    public void Configure(AuthenticationOptions options) => options.AddScheme<ApiKeyAuthentication>(Name, "API key");
}
