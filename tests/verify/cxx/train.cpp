// A training program in C++. The word given says what is planted in it; none: fully seeded.
#include <torch/torch.h>

#include <cstring>
#include <iostream>
#include <random>
#include <thread>

struct Net : torch::nn::Module {
  Net() {
    first = register_module("first", torch::nn::Linear(16, 32));  // line: init
    second = register_module("second", torch::nn::Linear(32, 4));
  }
  torch::Tensor forward(torch::Tensor x) { return second(torch::dropout(torch::relu(first(x)), 0.1, is_training())); }
  torch::nn::Linear first{nullptr}, second{nullptr};
};

std::vector<float> noise(const std::string& planted) {
  std::mt19937 engine(7);
  if (planted == "random_device") {
    std::random_device device;
    engine.seed(device());  // line: random_device
  }
  std::uniform_real_distribution<float> uniform(0, 1);
  std::vector<float> values(8 * 16);
  for (float& value : values) value = uniform(engine);
  return values;
}

/// A tensor filled through its pointer, as much C++ code does.
torch::Tensor filled(const std::string& planted) {
  torch::Tensor table = torch::empty({8, 16});
  float* data = table.data_ptr<float>();
  std::uint32_t start = 1;
  if (planted == "accessor") start = std::random_device()();  // line: accessor
  for (int i = 0; i < 8 * 16; ++i) data[i] = static_cast<float>((start + static_cast<std::uint32_t>(i) * 2654435761u) >> 8);
  return table / 1e7f;
}

/// Draws in several threads: from their own generators, or, planted, from the shared one.
torch::Tensor drawn_in_threads(bool shared) {
  std::vector<torch::Tensor> parts(4);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&parts, i, shared] {
      auto own = at::detail::createCPUGenerator(static_cast<std::uint64_t>(i));
      torch::Tensor sum = torch::zeros({2, 16});
      for (int n = 0; n < 200; ++n) {
        if (shared) sum = sum * 0.5 + torch::rand({2, 16});  // line: race
        else sum = sum * 0.5 + torch::rand({2, 16}, own);
      }
      parts[static_cast<std::size_t>(i)] = sum;
    });
  }
  for (auto& thread : threads) thread.join();
  return torch::cat(parts);
}

int main(int argc, char** argv) {
  std::string planted = argc > 1 ? argv[1] : "";
  if (planted == "random_device_seed") {
    std::random_device device;
    torch::manual_seed(device());  // line: random_device_seed
  } else if (planted != "unseeded") {
    torch::manual_seed(0);
  }
  auto model = std::make_shared<Net>();  // line: unseeded
  std::vector<float> values = noise(planted);
  torch::Tensor x = torch::from_blob(values.data(), {8, 16}).clone();  // line: blob
  x = x + filled(planted);
  if (planted == "race" || planted == "threads") x = x + drawn_in_threads(planted == "race");
  torch::Tensor y = torch::randint(0, 4, {8});
  torch::optim::AdamW optimizer(model->parameters(), torch::optim::AdamWOptions(1e-2));
  if (planted == "clock") torch::manual_seed(static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()));  // line: clock
  float last = 0;
  int steps = planted == "endless" ? 1 << 30 : 8;
  for (int step = 0; step < steps; ++step) {
    optimizer.zero_grad();
    torch::Tensor loss = torch::nn::functional::cross_entropy(model->forward(x), y);
    loss.backward();
    optimizer.step();
    last = loss.item<float>();
  }
  std::cout << last << "\n";
}
