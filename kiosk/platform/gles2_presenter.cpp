// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <GLES2/gl2.h>
#include <SDL.h>
#include <imgui.h>

#include "base/log.hpp"
#include "base/say.hpp"
#include "kiosk/platform/presenter.hpp"

namespace samen::platform {
namespace {

using base::say;

// Positions in pixels to clip space; the texture page gives coverage only.
constexpr const char* kVertexShader = R"(
uniform vec4 to_clip;  // scale x, scale y, offset x, offset y
attribute vec2 position;
attribute vec2 texel;
attribute vec4 colour;
varying mediump vec4 v_colour;
varying highp vec2 v_texel;
void main() {
  v_colour = colour;
  v_texel = texel;
  gl_Position = vec4(position * to_clip.xy + to_clip.zw, 0.0, 1.0);
}
)";
// Texel coordinates need more than the ten bits of mediump on a page of 1024 texels.
constexpr const char* kFragmentShader = R"(
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
uniform sampler2D page;
varying mediump vec4 v_colour;
varying vec2 v_texel;
void main() {
  gl_FragColor = vec4(v_colour.rgb, v_colour.a * texture2D(page, v_texel).a);
}
)";

enum Attribute : GLuint { kPosition = 0, kTexel = 1, kColour = 2 };

base::Error gl_error(const std::string& what) {
  return {base::Errc::unavailable, what};
}

base::Result<GLuint> compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  GLint done = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &done);
  if (done == GL_TRUE) return shader;
  char message[512] = "";
  glGetShaderInfoLog(shader, sizeof message, nullptr, message);
  glDeleteShader(shader);
  return std::unexpected(gl_error(std::string("the shader does not compile: ") + message));
}

base::Result<GLuint> link_program() {
  SAMEN_TRY(const GLuint vertex, compile(GL_VERTEX_SHADER, kVertexShader));
  SAMEN_TRY(const GLuint fragment, compile(GL_FRAGMENT_SHADER, kFragmentShader));
  const GLuint program = glCreateProgram();
  glAttachShader(program, vertex);
  glAttachShader(program, fragment);
  glBindAttribLocation(program, kPosition, "position");
  glBindAttribLocation(program, kTexel, "texel");
  glBindAttribLocation(program, kColour, "colour");
  glLinkProgram(program);
  glDeleteShader(vertex);  // the program keeps them
  glDeleteShader(fragment);
  GLint done = GL_FALSE;
  glGetProgramiv(program, GL_LINK_STATUS, &done);
  if (done == GL_TRUE) return program;
  char message[512] = "";
  glGetProgramInfoLog(program, sizeof message, nullptr, message);
  glDeleteProgram(program);
  return std::unexpected(gl_error(std::string("the shader program does not link: ") + message));
}

class Gles2Presenter final : public Presenter {
 public:
  Gles2Presenter(SDL_Window* window, SDL_GLContext context) : window_(window), context_(context) {}
  ~Gles2Presenter() override {
    for (const Page& page : pages_) glDeleteTextures(1, &page.texture);
    glDeleteBuffers(2, buffers_);
    glDeleteProgram(program_);
    SDL_GL_DeleteContext(context_);
  }

  base::Result<void> start() {
    SAMEN_TRY(program_, link_program());
    to_clip_ = glGetUniformLocation(program_, "to_clip");
    glGenBuffers(2, buffers_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (largest < 1024) return std::unexpected(gl_error(say("textures of 1024 texels do not fit")));
    if (glGetError() != GL_NO_ERROR)
      return std::unexpected(gl_error(say("OpenGL ES does not work")));
    return {};
  }

  void upload(int number, const PageView& view, PageRect dirty) override {
    if (number < 0 || number >= TexturePages::kMaxPages || view.alpha == nullptr) return;
    if (view.width <= 0 || view.height <= 0) return;
    const auto index = static_cast<std::size_t>(number);
    if (index >= pages_.size()) pages_.resize(index + 1);
    Page& page = pages_[index];
    if (page.texture == 0) glGenTextures(1, &page.texture);
    glBindTexture(GL_TEXTURE_2D, page.texture);
    if (page.width != view.width || page.height != view.height) {
      page.width = view.width;
      page.height = view.height;
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
      glTexImage2D(GL_TEXTURE_2D, 0, GL_ALPHA, view.width, view.height, 0, GL_ALPHA,
                   GL_UNSIGNED_BYTE, view.alpha);
      return;
    }
    // ES 2 cannot skip texels at the end of a row, so whole rows go over: they lie together.
    const PageRect rect = clamp_to_page(dirty, view);
    if (rect.height <= 0) return;
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, rect.y, view.width, rect.height, GL_ALPHA,
                    GL_UNSIGNED_BYTE,
                    view.alpha + static_cast<std::ptrdiff_t>(rect.y) * view.width);
  }

  base::Result<void> present(const ImDrawData& draw_data, int width, int height,
                             std::uint32_t background_rgb, Image* copy) override {
    begin(draw_data, width, height, background_rgb);
    for (int i = 0; i < draw_data.CmdListsCount; ++i) {
      draw_list(*draw_data.CmdLists[i], draw_data.DisplayPos, width, height);
    }
    glDisable(GL_SCISSOR_TEST);
    if (copy != nullptr) *copy = read_back(width, height);
    SDL_GL_SwapWindow(window_);
    if (glGetError() != GL_NO_ERROR)
      return std::unexpected(gl_error(say("OpenGL ES lost a frame")));
    return {};
  }

 private:
  struct Page {
    GLuint texture = 0;
    int width = 0;
    int height = 0;
  };

  void begin(const ImDrawData& draw_data, int width, int height, std::uint32_t background_rgb) {
    const auto part = [&](int shift) {
      return static_cast<float>(background_rgb >> shift & 0xFF) / 255.0F;
    };
    glViewport(0, 0, width, height);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(part(16), part(8), part(0), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_SCISSOR_TEST);
    glUseProgram(program_);
    glActiveTexture(GL_TEXTURE0);
    const float sx = 2.0F / static_cast<float>(width);
    const float sy = -2.0F / static_cast<float>(height);
    glUniform4f(to_clip_, sx, sy, -1.0F - draw_data.DisplayPos.x * sx,
                1.0F - draw_data.DisplayPos.y * sy);
    glBindBuffer(GL_ARRAY_BUFFER, buffers_[0]);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers_[1]);
    for (const GLuint attribute : {kPosition, kTexel, kColour}) {
      glEnableVertexAttribArray(attribute);
    }
  }

  void draw_list(const ImDrawList& list, ImVec2 origin, int width, int height) {
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr{list.VtxBuffer.size_in_bytes()}, list.VtxBuffer.Data,
                 GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr{list.IdxBuffer.size_in_bytes()},
                 list.IdxBuffer.Data, GL_STREAM_DRAW);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
      const auto number = reinterpret_cast<std::intptr_t>(command.GetTexID());
      if (number < 0 || number >= static_cast<std::intptr_t>(pages_.size())) continue;
      if (!set_scissor(command.ClipRect, origin, width, height)) continue;
      glBindTexture(GL_TEXTURE_2D, pages_[static_cast<std::size_t>(number)].texture);
      point_at(command.VtxOffset);
      static_assert(sizeof(ImDrawIdx) == 2 || sizeof(ImDrawIdx) == 4);
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
                     sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                     at_offset(command.IdxOffset * sizeof(ImDrawIdx)));
    }
  }

  static const void* at_offset(std::size_t bytes) {
    return reinterpret_cast<const void*>(bytes);  // NOLINT: an offset, as OpenGL wants it
  }

  // ES 2 has no base vertex: the attributes start further on instead.
  static void point_at(std::size_t vertex) {
    const std::size_t start = vertex * sizeof(ImDrawVert);
    constexpr auto kStride = static_cast<GLsizei>(sizeof(ImDrawVert));
    glVertexAttribPointer(kPosition, 2, GL_FLOAT, GL_FALSE, kStride,
                          at_offset(start + offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(kTexel, 2, GL_FLOAT, GL_FALSE, kStride,
                          at_offset(start + offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(kColour, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride,
                          at_offset(start + offsetof(ImDrawVert, col)));
  }

  static bool set_scissor(const ImVec4& clip, ImVec2 origin, int width, int height) {
    const auto to_pixel = [](float value, int limit) {
      if (!(value > 0)) return 0;
      return value >= static_cast<float>(limit) ? limit : static_cast<int>(value);
    };
    const int x0 = to_pixel(clip.x - origin.x, width);
    const int y0 = to_pixel(clip.y - origin.y, height);
    const int x1 = to_pixel(clip.z - origin.x, width);
    const int y1 = to_pixel(clip.w - origin.y, height);
    if (x0 >= x1 || y0 >= y1) return false;
    glScissor(x0, height - y1, x1 - x0, y1 - y0);
    return true;
  }

  static Image read_back(int width, int height) {
    Image upside_down(width, height);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.rgba.data());
    Image image(width, height);
    for (int y = 0; y < height; ++y) {
      std::copy_n(upside_down.row(height - 1 - y), std::ptrdiff_t{4} * width, image.row(y));
    }
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    return image;
  }

  SDL_Window* window_;
  SDL_GLContext context_;
  GLuint program_ = 0;
  GLint to_clip_ = -1;
  GLuint buffers_[2] = {};
  std::vector<Page> pages_;
};

}  // namespace

void prepare_gles2() {
  // EGL also on X11: one path for the device and the desk.
  SDL_SetHint(SDL_HINT_VIDEO_X11_FORCE_EGL, "1");
  SDL_SetHint(SDL_HINT_OPENGL_ES_DRIVER, "1");
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
}

base::Result<std::unique_ptr<Presenter>> create_gles2_presenter(SDL_Window* window) {
  SDL_GLContext context = SDL_GL_CreateContext(window);
  if (context == nullptr) {
    return std::unexpected(gl_error(std::string("no OpenGL ES 2 context: ") + SDL_GetError()));
  }
  SDL_GL_SetSwapInterval(1);
  auto presenter = std::make_unique<Gles2Presenter>(window, context);
  SAMEN_CHECK(presenter->start());
  const auto* device = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  base::log(base::LogLevel::info, "window.gles2",
            {{"device", base::LogValue::public_text(device != nullptr ? device : "?")}});
  return presenter;
}

}  // namespace samen::platform
