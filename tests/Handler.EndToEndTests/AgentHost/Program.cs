using Handler.EndToEndTests.AgentHost;

return await (args is [BesiegedAgentHost.Word, var settings] ? BesiegedAgentHost.RunAsync(settings) : WitnessedAgentHost.RunAsync(args));
