using System.Net;
using Handler.Server.Push;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.TestKit.Hostile;

/// <summary>Puts flaws into an agent that is being put together, and names that <see cref="ScriptedNames"/> knows.</summary>
public static class AgentFlawExtensions
{
    /// <summary>The places of <see cref="AgentFlaw.FewPlaces"/>.</summary>
    public const int Places = 4;

    extension(AgentFlaw flaw)
    {
        /// <summary>Falsifies the options.</summary>
        public void ApplyTo(PushOptions options)
        {
            switch (flaw)
            {
                case AgentFlaw.FewPlaces:
                    (options.MaxInFlight, options.MaxInFlightPerGate) = (Places, Places);
                    options.SlowAfter = options.AttemptTimeout;
                    break;
                case AgentFlaw.NeverRests:
                    options.Gates.BreakerFailures = int.MaxValue;
                    break;
            }
        }

        /// <summary>Puts another sender in the place of the agent's. After <c>AddPushNotifications</c>.</summary>
        public void ApplyTo(IServiceCollection services)
        {
            if (flaw is AgentFlaw.SendsOnce or AgentFlaw.ReadsEverything or AgentFlaw.FollowsRedirects or AgentFlaw.DialsAnything)
            {
                services.AddSingleton(provider => new WebhookSender(
                    new HttpMessageInvoker(flaw.HandlerOf(provider)), provider.GetRequiredService<PushOptions>(), TimeProvider.System));
            }
        }

        private HttpMessageHandler HandlerOf(IServiceProvider provider)
        {
            var options = provider.GetRequiredService<PushOptions>();
            var handler = WebhookHttpFactory.CreateHandler(options, flaw.GuardOf(provider), trust: null);
            handler.AllowAutoRedirect = flaw == AgentFlaw.FollowsRedirects;
            return flaw switch
            {
                AgentFlaw.SendsOnce => new ForgetfulHandler(handler),
                AgentFlaw.ReadsEverything => new GreedyHandler(handler),
                _ => handler,
            };
        }

        private EgressGuard GuardOf(IServiceProvider provider)
        {
            var open = new EgressOptions { AllowLoopback = true, AllowHttp = true };
            open.AllowedNetworks.Add(IPNetwork.Parse("0.0.0.0/0"));
            return flaw == AgentFlaw.DialsAnything
                ? new EgressGuard(new EgressPolicy(open), provider.GetRequiredService<INameResolver>(), TimeSpan.FromSeconds(5), TimeProvider.System)
                : provider.GetRequiredService<EgressGuard>();
        }
    }

    /// <summary>Has the agent look names up by <see cref="ScriptedNames"/>.</summary>
    public static IServiceCollection AddScriptedNames(this IServiceCollection services) => services.AddSingleton<INameResolver>(new ScriptedNames());

    /// <summary>Sends, and whatever comes of it, it is done.</summary>
    private sealed class ForgetfulHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                using var forgotten = await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // Nor is this looked at.
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent([]) };
        }
    }

    /// <summary>Takes whatever comes, for as long as it comes.</summary>
    private sealed class GreedyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, CancellationToken.None);
            await (await answer.Content.ReadAsStreamAsync(CancellationToken.None)).CopyToAsync(Stream.Null, CancellationToken.None);
            return answer;
        }
    }
}
