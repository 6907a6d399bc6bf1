using Handler.Server.Push;

namespace Handler.Server.Requests;

/// <summary>What <c>AddPushNotifications</c> brought; there is none in an agent that does not push.</summary>
internal sealed record PushSupport(PushConfigRules Rules, PushOptions Options, PushMetrics? Metrics = null);
