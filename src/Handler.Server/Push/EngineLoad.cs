namespace Handler.Server.Push;

/// <summary>How much the engine has in hand at one moment.</summary>
/// <param name="InFlight">Attempts under way.</param>
/// <param name="Slow">Those of them that have lasted longer than <see cref="PushOptions.SlowAfter"/>.</param>
/// <param name="Lanes">Lanes that the dispatcher works on.</param>
/// <param name="Unsettled">Results that are not written yet.</param>
internal readonly record struct EngineLoad(int InFlight, int Slow, int Lanes, int Unsettled);
